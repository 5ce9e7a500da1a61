"""Pages of a list whose cost does not grow with the list."""

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

PER_PAGE = 20
MOST = 1_000  # beyond this we say "over 1.000"; nobody reads page 51, they narrow the search


class CappedPaginator(Paginator):
    """Counts no further than ``MOST``. ``counted`` is the same rows, said in a way that is cheaper to count."""

    def __init__(self, rows: QuerySet, per_page: int, counted: QuerySet | None = None) -> None:
        super().__init__(rows, per_page)
        self.counted = rows if counted is None else counted

    @cached_property
    def count(self) -> int:
        return self.counted.order_by().values("pk")[: MOST + 1].count()

    @property
    def is_capped(self) -> bool:
        return self.count > MOST

    @property
    def shown_count(self) -> int:
        return min(self.count, MOST)

    @cached_property
    def num_pages(self) -> int:
        return max(1, -(-min(self.count, MOST) // self.per_page))


def page_of(request: HttpRequest, rows: QuerySet, per_page: int = PER_PAGE, counted: QuerySet | None = None) -> Page:
    """The page named by ``?side=``; a wrong number gives the nearest page. Its ``*_url`` keep the other filters."""
    paginator = CappedPaginator(rows, per_page, counted)
    try:
        page = paginator.page(request.GET.get("side") or 1)
    except PageNotAnInteger:
        page = paginator.page(1)
    except EmptyPage:
        page = paginator.page(1 if int(request.GET["side"]) < 1 else paginator.num_pages)
    page.previous_url = page_url(request, page.number - 1) if page.has_previous() else ""  # type: ignore[attr-defined]
    page.next_url = page_url(request, page.number + 1) if page.has_next() else ""  # type: ignore[attr-defined]
    return page


def page_url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["side"] = str(number)
    return f"?{query.urlencode()}"
