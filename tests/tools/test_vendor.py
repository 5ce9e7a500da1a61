from tools import vendor

CSS = (
    '@font-face{font-family:Plex;src:url("../fonts/a/eot/P.eot"),url(../fonts/a/woff2/P.woff2) format("woff2"),'
    'url(../fonts/a/ttf/P.ttf) format("ttf");font-weight:400}@font-face{font-family:system;src:local("Ubuntu")}'
)


def test_only_woff2_leaves_no_other_format():
    css, fonts = vendor.only_woff2(CSS)

    assert css == (
        '@font-face{font-family:Plex;src:url("../fonts/P.woff2") format("woff2");font-weight:400}'
        '@font-face{font-family:system;src:local("Ubuntu")}'
    )
    assert fonts == {"fonts/a/woff2/P.woff2"}


def test_without_source_map_drops_the_last_line_only():
    assert vendor.without_source_map("a{}\n/*# sourceMappingURL=a.css.map*/") == "a{}\n"
    assert vendor.without_source_map("f()\n//# sourceMappingURL=a.js.map\n") == "f()\n"
    assert vendor.without_source_map("f()") == "f()\n"


def test_vendored_files_are_there():
    missing = {
        name
        for name in (
            "dkfds/css/dkfds.css",
            "dkfds/js/dkfds.min.js",
            "dkfds/fonts/IBMPlexSans-Regular.woff2",
            "dkfds/icons/all-svg-icons.svg",
            "leaflet/leaflet.js",
            "leaflet/leaflet.css",
            "leaflet/images/marker-icon.png",
        )
        if not (vendor.VENDOR / name).exists()
    }
    assert missing == set()
