"""Fellowships and offers to and from files: CSV, XLSX, HSDS 3.0, iCalendar, GeoJSON."""
