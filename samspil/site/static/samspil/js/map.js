// A map that adds to the list beside it: points to press, the outline of the municipality, tiles only when configured.
(function () {
  "use strict";

  var reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function popup(point) {
    var box = document.createElement("div");
    var link = document.createElement("a");
    link.href = point.url;
    link.textContent = point.title;
    box.append(link);
    if (point.meta) {
      var meta = document.createElement("p");
      meta.textContent = point.meta;
      box.append(meta);
    }
    return box;
  }

  function pin(point) {
    var marker = L.marker([point.lat, point.lon], {
      icon: L.divIcon({ className: "map-pin", iconSize: [24, 24], popupAnchor: [0, -8] }),
      keyboard: true,
      riseOnHover: true,
    });
    marker.on("add", function () {
      var element = marker.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", point.title);
    });
    return marker.bindPopup(popup(point), { maxWidth: 260, autoPanPadding: [16, 16] });
  }

  // How the outline's own features are drawn, by their "kind".
  var drawn = {
    municipality: { color: "#8a8578", weight: 2, fillColor: "#ffffff" },
    lake: { color: "#9fc3d8", weight: 1, fillColor: "#d6e8f1" },
    stream: { color: "#9fc3d8", weight: 3, fill: false },
    road: { color: "#d9d4c8", weight: 2, fill: false },
  };

  function town(feature, place) {
    var name = document.createElement("span");
    name.textContent = feature.properties.name || "";
    return L.marker(place, {
      icon: L.divIcon({ className: "map-town", html: name, iconSize: [120, 18], iconAnchor: [60, -8] }),
      interactive: false,
      keyboard: false,
    });
  }

  // Of names that would stand on each other, the one that comes first in the outline stays. Closer in, both have room.
  function spread(map, towns) {
    var kept = [];
    towns.forEach(function (marker) {
      var element = marker.getElement();
      var place = map.latLngToLayerPoint(marker.getLatLng());
      var name = { x: place.x, y: place.y, width: element.firstChild.offsetWidth, height: element.offsetHeight };
      var meets = kept.some(function (other) {
        return Math.abs(name.x - other.x) * 2 < name.width + other.width && Math.abs(name.y - other.y) < name.height;
      });
      element.classList.toggle("map-town--left-out", meets);
      if (!meets) kept.push(name);
    });
  }

  function build(element) {
    var points = JSON.parse(document.getElementById(element.dataset.points).textContent);
    element.hidden = false;
    var map = L.map(element, {
      zoomControl: false,
      scrollWheelZoom: false,
      maxZoom: 18,
      // Tiles are sharp at whole steps only; without them the municipality may fill its frame.
      zoomSnap: element.dataset.tiles ? 1 : 0.25,
      zoomAnimation: !reducedMotion,
      fadeAnimation: !reducedMotion,
      markerZoomAnimation: !reducedMotion,
    });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
    if (element.dataset.tiles) {
      L.tileLayer(element.dataset.tiles, { attribution: element.dataset.attribution, maxZoom: 18 }).addTo(map);
    }

    var pins = L.featureGroup(points.map(pin)).addTo(map);
    map.on("popupopen", function (event) {
      var close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", element.dataset.close);
    });

    function show(bounds) {
      if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 14, animate: false });
    }

    map.setView([56, 10], 6);
    show(pins.getBounds());
    if (!element.dataset.outline) return;
    fetch(element.dataset.outline)
      .then(function (response) {
        return response.json();
      })
      .then(function (outline) {
        var shape = L.geoJSON(outline, {
          interactive: false,
          style: function (feature) {
            var fill = element.dataset.tiles ? 0.1 : 1;
            return Object.assign({ fillOpacity: fill }, drawn[feature.properties.kind] || drawn.municipality);
          },
          pointToLayer: town,
        }).addTo(map);
        show(points.length ? pins.getBounds().extend(shape.getBounds()) : shape.getBounds());
        var towns = shape.getLayers().filter(function (layer) {
          return layer instanceof L.Marker;
        });
        spread(map, towns);
        map.on("zoomend", function () {
          spread(map, towns);
        });
      })
      .catch(function () {
        // Without the outline the points still stand where they are.
      });
  }

  function prepare(root) {
    root.querySelectorAll(".map[data-points][hidden]").forEach(build);
  }

  function start() {
    prepare(document);
  }

  // A filtered list brings its own map with it.
  document.addEventListener("htmx:load", function (event) {
    prepare(event.target);
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
