// Chart.js over the server's drawings: the same numbers and texts (the JSON beside each drawing), with tooltips, a crosshair and the keyboard.
// Where script or canvas is missing, the drawing and its table stay as they are.

import { crosshair, endLabels, pointNames, values } from './charts/plugins.js';
import { barsOf, isBars, isGrid } from './charts/axes.js';
import { config } from './charts/config.js';

function show(figure) {
  const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  if (spec.labels.length === 0 || spec.datasets.every((series) => series.data.every((value) => value == null))) return null;
  const holder = document.createElement('div');
  holder.className = 'chart-canvas';
  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', spec.alt);
  holder.append(canvas);
  if (isBars(spec)) holder.style.height = `${spec.labels.length * Math.max(30, 12 + 16 * barsOf(spec).length) + 24 + (spec.datasets.length > 1 ? 48 : 0)}px`;
  if (spec.kind === 'funnel') holder.style.height = '420px';
  if (isGrid(spec)) holder.style.height = `${spec.datasets.length * 32 + 32}px`;
  const unit = document.createElement('p');
  unit.className = 'chart-unit';
  unit.textContent = spec.valueTitle;
  figure.querySelector('figcaption').after(unit, holder);
  figure.classList.add('live');

  const built = config(spec, holder.clientWidth);
  const chart = new Chart(canvas, {
    ...built,
    options: { ...built.options, animation: false, responsive: true, maintainAspectRatio: false, normalized: true },
    plugins: [crosshair, endLabels, pointNames, values],
  });

  const open = (at) => {
    if (spec.links?.[at]) location.href = spec.links[at];
  };
  canvas.addEventListener('click', () => {
    const active = chart.getActiveElements()[0];
    if (active && (spec.kind !== 'funnel' || active.datasetIndex === 0)) open(active.index);
  });
  canvas.addEventListener('pointermove', () => {
    canvas.style.cursor = spec.links?.[chart.getActiveElements()[0]?.index] ? 'pointer' : 'default';
  });
  // Arrows walk the buckets, Enter opens the rows of one.
  let at = -1;
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && !isGrid(spec)) {
      event.preventDefault();
      at = Math.min(spec.labels.length - 1, Math.max(0, at + step));
      // A funnel's points are one set; its other series are lines.
      const active = (spec.kind === 'funnel' ? spec.datasets.slice(0, 1) : spec.datasets).map((_, datasetIndex) => ({ datasetIndex, index: at })).filter(({ datasetIndex }) => spec.datasets[datasetIndex].data[at] != null);
      chart.setActiveElements(active);
      chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
      chart.update();
    } else if (event.key === 'Enter') {
      open(at);
    }
  });
  return () => {
    chart.destroy();
    unit.remove();
    holder.remove();
    figure.classList.remove('live');
  };
}

if (globalThis.Chart) {
  const figures = [...document.querySelectorAll('figure[data-chart]')];
  let shown = [];
  const draw = () => {
    for (const remove of shown) remove?.();
    shown = figures.map((figure) => {
      // A chart that fails leaves the server's drawing; the page must not suffer for its decoration.
      try {
        return show(figure);
      } catch (error) {
        console.error(error);
        return null;
      }
    });
  };
  const ready = document.fonts?.ready ?? Promise.resolve();
  ready.then(draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}
