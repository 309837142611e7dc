// From the numbers beside a drawing to what Chart.js takes.

import { font, hatched, roles, theme } from './ink.js';
import { annotations, barsOf, categoryAxis, isBars, isGrid, tooltip, valueAxis } from './axes.js';

function datasets(spec, colour) {
  const inc = spec.incompleteFrom ?? Infinity;
  return spec.datasets.map((series) => {
    const ink = colour(roles[series.role] ?? 'primary');
    const previous = series.role === 'previous';
    // A bar's own target stands across it.
    if (spec.kind === 'bullet' && series.role === 'limit') {
      return { type: 'line', order: 0, label: series.label, data: series.data, showLine: false, pointStyle: 'line', pointRotation: 90, pointRadius: 11, pointHoverRadius: 13, borderColor: colour('target'), pointBorderWidth: 2.5, backgroundColor: colour('target') };
    }
    if (spec.kind === 'bullet' && previous) {
      return { type: 'line', order: 0, label: series.label, data: series.data, showLine: false, pointStyle: 'line', pointRotation: 90, pointRadius: 9, pointHoverRadius: 11, borderColor: ink, pointBorderWidth: 1.5, backgroundColor: ink };
    }
    // The compared period is a thin line, also behind columns.
    if (spec.kind === 'line' || (previous && spec.kind === 'columns')) {
      return {
        type: 'line',
        order: previous ? 0 : 1,
        label: series.label,
        data: series.data,
        borderColor: ink,
        backgroundColor: ink,
        borderWidth: previous ? 1.25 : 2,
        pointRadius: series.data.length <= 31 && !previous ? 2 : 0,
        pointHoverRadius: 4,
        segment: { borderDash: (line) => (line.p1DataIndex >= inc ? [4, 3] : undefined) },
      };
    }
    return {
      order: 1,
      label: series.label,
      data: series.data,
      backgroundColor: series.data.map((_, at) => (at >= inc ? hatched(ink) : ink)),
      borderColor: ink,
      borderWidth: series.data.map((_, at) => (at >= inc ? 1 : 0)),
      maxBarThickness: 40,
      categoryPercentage: 0.8,
      barPercentage: 0.9,
    };
  });
}

// The first row on top, as on paper; what a cell without a number lacks is said by its tip and in the table.
function grid(spec, colour, width) {
  const cells = spec.datasets.flatMap((row, index) => spec.labels.map((x, at) => ({ x, y: row.label, v: row.data[at], text: row.texts[at], open: spec.incompleteSeriesFrom != null && index >= spec.incompleteSeriesFrom })));
  const most = Math.max(...cells.map((cell) => cell.v ?? 0), 1e-9);
  // On a narrow screen what stands in brackets goes: the hatching says it, and the tip says all.
  const name = (label) => (width < 420 ? label.replace(/ \([^()]*\)$/, '') : label);
  const plain = (cell) => colour(`heat-${Math.min(6, Math.round((6 * cell.v) / most))}`);
  const shade = (cell) => (cell.v == null ? 'transparent' : cell.open ? hatched(colour('muted'), plain(cell)) : plain(cell));
  return {
    type: 'matrix',
    data: {
      datasets: [{
        data: cells,
        backgroundColor: cells.map(shade),
        width: ({ chart }) => (chart.chartArea ?? { width: 0 }).width / spec.labels.length - 2,
        height: ({ chart }) => (chart.chartArea ?? { height: 0 }).height / spec.datasets.length - 2,
      }],
    },
    options: {
      scales: {
        x: { type: 'category', labels: spec.labels, position: 'top', offset: true, border: { display: false }, grid: { display: false }, ticks: { color: colour('muted'), font, maxRotation: 0 } },
        // The matrix turns this axis round of itself, for numbers that grow upwards.
        y: { type: 'category', labels: spec.datasets.map((row) => row.label), reverse: false, offset: true, border: { display: false }, grid: { display: false }, ticks: { color: colour('text'), font, callback: (_, at) => name(spec.datasets[at].label) } },
      },
      plugins: { legend: { display: false }, tooltip: tooltip(spec, colour), values: { of: (_, at) => (cells[at].v != null ? cells[at].text : spec.kind === 'triangle' ? '' : '–'), inside: true, colour: colour('text') } },
    },
  };
}

// A rate over its volume: points, and the limits of chance as lines.
function funnel(spec, colour) {
  const marked = new Map(spec.marked.map((mark) => [mark.category, roles[mark.role] ?? 'primary']));
  const ink = spec.labels.map((_, at) => colour(marked.get(at) ?? 'primary'));
  const rates = spec.datasets[0];
  const axis = spec.positionAxis;
  const texts = new Map(axis.ticks.map((tick) => [tick.value, tick.text]));
  return {
    type: 'scatter',
    data: {
      datasets: [
        { label: rates.label, data: spec.labels.map((_, at) => ({ x: spec.positions[at], y: rates.data[at] })), backgroundColor: ink, borderColor: colour('surface'), pointRadius: spec.labels.map((_, at) => (marked.has(at) ? 6 : 5)), pointHoverRadius: 8 },
        ...spec.curves.map((curve) => ({ label: curve.name, data: curve.points, showLine: true, pointRadius: 0, pointHitRadius: 0, borderColor: colour('annotation'), borderWidth: { inner: 1, outer: 1.25, widened: 2 }[curve.kind], borderDash: curve.kind === 'outer' ? [] : [4, 3] })),
      ],
    },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          type: axis.isLog ? 'logarithmic' : 'linear',
          min: axis.min,
          max: axis.max,
          title: { display: true, text: spec.positionTitle ?? '', color: colour('muted'), font },
          border: { color: colour('axis') },
          grid: { display: false },
          afterBuildTicks: (scale) => { scale.ticks = axis.ticks.map((tick) => ({ value: tick.value })); },
          ticks: { color: colour('muted'), font, maxRotation: 0, callback: (value) => texts.get(value) ?? '' },
        },
        y: valueAxis(spec, colour),
      },
      plugins: {
        legend: { display: false },
        tooltip: tooltip(spec, colour),
        annotation: { annotations: annotations(spec, colour) },
        pointNames: { of: (at) => (marked.has(at) ? { text: spec.labels[at], colour: ink[at] } : null) },
      },
    },
  };
}

export function config(spec, width) {
  const colour = theme();
  if (spec.kind === 'funnel') return funnel(spec, colour);
  if (isGrid(spec)) return grid(spec, colour, width);
  const bars = isBars(spec);
  const line = spec.kind === 'line';
  // Names at the ends need room; a narrow screen, or bars of several series, gets a legend instead.
  const named = line && spec.datasets.length > 1 && width >= 560;
  const longest = Math.max(0, ...spec.datasets.map((series) => series.label.length));
  const several = spec.datasets.length > 1 && !named;
  return {
    type: line ? 'line' : 'bar',
    data: { labels: spec.labels, datasets: datasets(spec, colour) },
    options: {
      indexAxis: bars ? 'y' : 'x',
      interaction: { mode: 'index', intersect: false, axis: bars ? 'y' : 'x' },
      layout: { padding: { right: named ? Math.min(200, longest * 7 + 16) : bars ? 64 : 8 } },
      scales: bars ? { x: { ...valueAxis(spec, colour), display: false }, y: categoryAxis(spec, colour, width) } : { x: categoryAxis(spec, colour, width), y: valueAxis(spec, colour) },
      plugins: {
        legend: { display: several, position: 'top', align: 'end', labels: { color: colour('text'), font, usePointStyle: true, pointStyleWidth: 16, generateLabels: (chart) => chart.data.datasets.map((dataset, datasetIndex) => ({ text: dataset.label, datasetIndex, fillStyle: colour(roles[spec.datasets[datasetIndex].role] ?? 'primary'), strokeStyle: colour(roles[spec.datasets[datasetIndex].role] ?? 'primary'), fontColor: colour('text'), lineWidth: 2, pointStyle: dataset.type === 'line' || line ? 'line' : 'rect' })) } },
        tooltip: tooltip(spec, colour),
        crosshair: { colour: colour('axis') },
        endLabels: { shown: named },
        values: bars && barsOf(spec).length === 1 ? { of: (index, at) => (barsOf(spec).includes(spec.datasets[index]) ? spec.datasets[index].texts[at] : ''), colour: colour('text') } : {},
        annotation: { annotations: annotations(spec, colour) },
      },
    },
  };
}
