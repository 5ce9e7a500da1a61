"""The volunteer coordinator may take something off the pages, always with a reason the author gets."""

import rules

from samspil.actors.rules import is_coordinator

rules.add_perm("moderation.hide", is_coordinator)
rules.add_perm("moderation.view_hidden", is_coordinator)
