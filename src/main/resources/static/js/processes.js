// Draws the diagrams of a page, with running instances counted on the steps and differences marked.
(function () {
  'use strict';

  var drawn = [];
  var SIGNS = { added: '+', removed: '\u2212', changed: '~' };

  function badge(text, css, title) {
    var element = document.createElement('div');
    element.className = 'tw-badge' + (css ? ' tw-' + css : '');
    element.textContent = text;
    element.title = title;
    return element;
  }

  function middle(connection) {
    var points = connection.waypoints;
    var at = Math.floor((points.length - 1) / 2);
    return {
      x: (points[at].x + points[at + 1].x) / 2,
      y: (points[at].y + points[at + 1].y) / 2
    };
  }

  function mark(viewer, id, text, css, title) {
    var shape = viewer.get('elementRegistry').get(id);
    if (!shape || !shape.parent) {
      return;
    }
    var position = { top: -26, left: 4 };
    if (shape.waypoints) {
      var box = viewer.get('canvas').getGraphics(shape).getBBox();
      var there = middle(shape);
      position = { left: there.x - box.x - 10, top: there.y - box.y - 10 };
    }
    viewer.get('overlays').add(id, { position: position, scale: { min: 1, max: 1 }, html: badge(text, css, title) });
  }

  // how long, how often, how late: below a step, on the middle of a way
  function note(viewer, id, one) {
    var shape = viewer.get('elementRegistry').get(id);
    if (!shape || !shape.parent) {
      return;
    }
    // the name of an event stands below it
    var position = shape.width < 50 ? { top: -18, left: shape.width / 2 - 60 } : { bottom: 8, left: shape.width / 2 - 60 };
    if (shape.waypoints) {
      var box = viewer.get('canvas').getGraphics(shape).getBBox();
      var there = middle(shape);
      position = { left: there.x - box.x - 16, top: there.y - box.y + 2 };
    }
    var element = badge((one.late ? '! ' : '') + one.text, 'wait' + (one.late ? ' tw-late' : '') + (shape.waypoints ? ' tw-way' : ''), one.title);
    viewer.get('overlays').add(id, { position: position, scale: { min: 0.8, max: 1 }, html: element });
  }

  function show(viewer, container, id, scale) {
    var shape = viewer.get('elementRegistry').get(id);
    if (!shape || !shape.parent) {
      return false;
    }
    var at = shape.waypoints ? middle(shape) : { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
    viewer.get('canvas').viewbox({
      x: at.x - container.clientWidth / scale / 2,
      y: at.y - container.clientHeight / scale / 2,
      width: container.clientWidth / scale,
      height: container.clientHeight / scale
    });
    return true;
  }

  function fit(viewer, container) {
    var canvas = viewer.get('canvas');
    canvas.zoom('fit-viewport');
    var box = canvas.viewbox();
    if (box.scale > 1) {
      canvas.zoom(1);
    } else if (box.scale < (container.dataset.notes ? 0.8 : 0.4)) {
      // a long process on a small screen: readable, from its beginning on
      var scale = container.dataset.notes ? 0.85 : 0.5;
      var height = container.clientHeight / scale;
      var first = viewer.get('elementRegistry').filter(function (one) {
        return one.type === 'bpmn:StartEvent' && one.parent && !/SubProcess/.test(one.parent.type);
      }).sort(function (one, other) { return one.x - other.x; })[0];
      var y = box.inner.y + box.inner.height / 2 - height / 2;
      if (first && container.dataset.notes) {
        y = Math.max(box.inner.y - 40, Math.min(first.y - height / 3, box.inner.y + box.inner.height + 60 - height));
      }
      canvas.viewbox({
        x: box.inner.x - 20,
        y: y,
        width: container.clientWidth / scale,
        height: height
      });
    }
  }

  function button(text, title, act) {
    var element = document.createElement('button');
    element.type = 'button';
    element.textContent = text;
    element.title = title;
    element.setAttribute('aria-label', title);
    element.addEventListener('click', act);
    return element;
  }

  function draw(container, xml) {
    container.textContent = '';
    container.classList.add('tw-drawn');
    var viewer = new window.BpmnJS({ container: container });
    return viewer.importXML(xml).then(function () {
      var canvas = viewer.get('canvas');
      viewer.get('zoomScroll').toggle(false); // the wheel belongs to the page
      var inner = canvas.viewbox().inner;
      var wanted = inner.height * Math.max(container.dataset.notes ? 0.85 : 0, Math.min(1, container.clientWidth / inner.width)) + (container.dataset.notes ? 110 : 60);
      container.style.height = Math.max(260, Math.min(wanted, window.innerHeight * 0.8)) + 'px';
      canvas.resized();
      fit(viewer, container);
      var counts = JSON.parse(container.dataset.counts || '{}');
      Object.keys(counts).forEach(function (id) {
        mark(viewer, id, String(counts[id]), '', counts[id] + ' running here');
      });
      var marks = JSON.parse(container.dataset.marks || '{}');
      Object.keys(marks).forEach(function (id) {
        if (viewer.get('elementRegistry').get(id)) {
          canvas.addMarker(id, 'tw-' + marks[id]);
          mark(viewer, id, SIGNS[marks[id]], marks[id], marks[id]);
        }
      });
      var notes = JSON.parse(container.dataset.notes || '{}');
      Object.keys(notes).forEach(function (id) { note(viewer, id, notes[id]); });
      var zoom = document.createElement('div');
      zoom.className = 'tw-zoom';
      zoom.appendChild(button('+', 'Larger', function () { canvas.zoom(canvas.zoom() * 1.25, 'auto'); }));
      zoom.appendChild(button('\u2212', 'Smaller', function () { canvas.zoom(canvas.zoom() / 1.25, 'auto'); }));
      zoom.appendChild(button('whole', 'Whole picture', function () { canvas.zoom('fit-viewport', 'auto'); }));
      container.parentNode.insertBefore(zoom, container);
      drawn.push({ viewer: viewer, container: container });
      Object.keys(marks).some(function (id) {
        return canvas.zoom() < 0.6 && show(viewer, container, id, 0.7);
      });
    });
  }

  // what differs is named in a list, which leads to it in both pictures
  document.querySelectorAll('[data-show]').forEach(function (name) {
    name.addEventListener('click', function () {
      drawn.forEach(function (one) {
        show(one.viewer, one.container, name.dataset.show, 0.9);
      });
    });
  });

  document.querySelectorAll('.tw-diagram[data-src]').forEach(function (container) {
    fetch(container.dataset.src, { credentials: 'same-origin' })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (xml) { return draw(container, xml); })
      .catch(function () {
        container.textContent = 'This version has no picture that can be drawn; the table below says the same.';
      });
  });
})();
