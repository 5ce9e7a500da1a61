"""generate actual table"""

import pytest

from tests import permission_table as t
from tests import world
from tests.test_permissions import ask, outcome

ROWS = """
site:home -
site:search -
site:strategy -
site:accessibility -
site:privacy -
site:robots -
site:health -
challenges:list -
challenges:raise -
challenges:page challenge:public
challenges:page challenge:staff
challenges:page challenge:limited
challenges:page challenge:draft
challenges:page challenge:hidden
challenges:page nobody
challenges:edit challenge:public
challenges:edit challenge:staff
challenges:edit challenge:limited
challenges:edit challenge:draft
challenges:edit challenge:hidden
challenges:stage challenge:public
challenges:stage challenge:limited
challenges:stage challenge:draft
challenges:stage challenge:hidden
challenges:host challenge:public
challenges:host challenge:staff
challenges:host challenge:limited
challenges:host challenge:hidden
challenges:history challenge:public
challenges:history challenge:limited
challenges:history challenge:draft
challenges:history challenge:hidden
challenges:write challenge:public
challenges:write challenge:staff
challenges:write challenge:limited
challenges:write challenge:draft
challenges:write challenge:hidden
challenges:write challenge:closed
challenges:withdraw-perspective perspective:own
challenges:withdraw-perspective perspective:association's
challenges:withdraw-perspective perspective:entered
challenges:withdraw-perspective perspective:staff
challenges:withdraw-perspective perspective:limited
challenges:withdraw-perspective perspective:hidden
challenges:withdraw-perspective perspective:in hidden
challenges:withdraw-perspective perspective:reply to hidden
proposals:list -
proposals:propose -
proposals:propose-on challenge:public
proposals:propose-on challenge:staff
proposals:propose-on challenge:limited
proposals:propose-on challenge:draft
proposals:propose-on challenge:hidden
proposals:propose-on challenge:closed
proposals:page proposal:own
proposals:page proposal:loose
proposals:page proposal:staff
proposals:page proposal:loose staff
proposals:page proposal:limited
proposals:page proposal:hidden
proposals:page proposal:in hidden
proposals:page proposal:withdrawn
proposals:edit proposal:own
proposals:edit proposal:association's
proposals:edit proposal:limited
proposals:edit proposal:hidden
proposals:edit proposal:withdrawn
proposals:withdraw proposal:own
proposals:withdraw proposal:association's
proposals:withdraw proposal:limited
proposals:withdraw proposal:hidden
proposals:withdraw proposal:withdrawn
proposals:answer proposal:own
proposals:answer proposal:loose
proposals:answer proposal:loose staff
proposals:answer proposal:limited
proposals:answer proposal:hidden
proposals:answer proposal:withdrawn
proposals:contact proposal:own
proposals:contact proposal:limited
proposals:contact proposal:hidden
proposals:pledge proposal:own
proposals:pledge proposal:loose staff
proposals:pledge proposal:limited
proposals:pledge proposal:hidden
proposals:pledge proposal:withdrawn
proposals:withdraw-pledge pledge:own
proposals:withdraw-pledge pledge:association's
proposals:withdraw-pledge pledge:staff
proposals:withdraw-pledge pledge:limited
proposals:withdraw-pledge pledge:hidden
proposals:withdraw-pledge pledge:in hidden
actors:list -
actors:page association
actors:page unit
actors:page body
actors:page person
actors:page hidden association
knowledge:list -
knowledge:page knowledge
knowledge:page hidden knowledge
following:follow challenge:public
following:follow challenge:staff
following:follow challenge:limited
following:follow challenge:hidden
following:unfollow challenge:public
following:unfollow challenge:hidden
following:unfollow nobody
following:unsubscribe unfollow
following:unsubscribe spent
following:mine -
moderation:hidden -
moderation:hide challenge:public
moderation:hide perspective:own
moderation:hide challenge:limited
moderation:hide person
moderation:hide challenge:hidden
moderation:show-again hiding
identity:confirm confirm
identity:confirm spent
identity:link-request -
identity:link-use sign in
identity:link-use spent
identity:me -
identity:my-data -
identity:sign-out-everywhere -
identity:demo -
identity:demo-mail -
identity:demo-become demo person
identity:demo-become nobody
account_login -
account_logout -
account_inactive -
account_signup -
account_reauthenticate -
account_change_password -
account_set_password -
account_reset_password -
account_reset_password_done -
account_reset_password_from_key new password
account_reset_password_from_key spent password
account_reset_password_from_key_done -
mfa_index -
mfa_authenticate -
mfa_reauthenticate -
mfa_activate_totp -
mfa_deactivate_totp -
mfa_view_recovery_codes -
mfa_generate_recovery_codes -
mfa_download_recovery_codes -
usersessions_list -
set_language -
"""


@pytest.mark.django_db
def test_gen():
    there = world.build()
    from samspil.foundation.models import JournalEntry

    clients={role:there.client(role) for role in world.ROLES}
    from django.core.cache import cache
    base = JournalEntry.objects.count()
    out = []
    for line in ROWS.strip().splitlines():
        name, thing = line.split(" ", 1)
        row = t.Row(name, thing.strip("-"), "", "")
        res = []
        for m in ("GET", "POST"):
            s = ""
            for role in world.ROLES:
                c = clients[role]; cache.clear()
                try:
                    r = ask(c, m, row, there)
                    o = outcome(r)
                    if o == "X":
                        print(name, thing, m, role, r.status_code)
                    if o == "e":
                        print(name, thing, m, role, r.context["form"].errors.as_text())
                    if r.lines != base and (m == "GET" or o != "v"):
                        print("CHANGED", name, thing, m, role, o)
                except Exception as e:
                    print(name, thing, m, role, repr(e)[:300])
                    o = "!"
                s += o
            res.append(s)
        out.append(f"{name:<40}{thing:<30}{res[0]}   {res[1]}")
    open("/tmp/table.txt","w").write("\n".join(out))
