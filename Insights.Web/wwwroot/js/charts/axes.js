// Axes, tooltips and marked lines, alike in all charts.

import { font } from './ink.js';

export const isBars = (spec) => spec.kind === 'bars' || spec.kind === 'bullet';

// In a bullet chart goals and the compared period are marks across the bars, not bars.
export const barsOf = (spec) => spec.datasets.filter((series) => spec.kind !== 'bullet' || (series.role !== 'limit' && series.role !== 'previous'));

export const isGrid = (spec) => spec.kind === 'heatmap' || spec.kind === 'triangle';

export function annotations(spec, colour) {
  const all = {};
  spec.lines.forEach((line, index) => {
    if (line.value == null) return;
    const onX = isBars(spec);
    all[`line${index}`] = {
      type: 'line',
      [onX ? 'xMin' : 'yMin']: line.value,
      [onX ? 'xMax' : 'yMax']: line.value,
      borderColor: colour('target'),
      borderWidth: 1,
      borderDash: [4, 3],
      label: { display: true, content: line.label, position: 'start', yAdjust: onX ? 0 : -9, backgroundColor: colour('surface'), color: colour('text'), font, padding: 2 },
    };
  });
  spec.annotations.forEach((note, index) => {
    all[`note${index}`] = {
      type: 'line',
      xMin: note.category,
      xMax: note.category,
      borderColor: colour('annotation'),
      borderWidth: 1,
      label: { display: true, content: note.text, position: 'end', yAdjust: index % 2 === 0 ? 0 : 18, backgroundColor: colour('surface'), color: colour('annotation'), font: { ...font, size: 11 }, padding: 2 },
    };
  });
  return all;
}

export function valueAxis(spec, colour) {
  const axis = spec.axis ?? { ticks: [] };
  const text = new Map(axis.ticks.map((tick) => [tick.value, tick.text]));
  return {
    min: axis.min,
    max: axis.max,
    stacked: spec.kind === 'stackedcolumns',
    border: { display: false },
    grid: { color: colour('grid'), drawTicks: false },
    afterBuildTicks: (scale) => { scale.ticks = axis.ticks.map((tick) => ({ value: tick.value })); },
    ticks: { color: colour('muted'), font, padding: 8, callback: (value) => text.get(value) ?? '' },
  };
}

export function categoryAxis(spec, colour, width) {
  // Names get at most half of what the values leave; more would be cut at its beginning.
  const longest = isBars(spec) && width < 420 ? Math.max(8, Math.floor((width - 64) / 14)) : 36;
  const shorten = (text) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
  return {
    stacked: spec.kind === 'stackedcolumns',
    border: { color: colour('axis') },
    grid: { display: false },
    ticks: { color: colour(isBars(spec) ? 'text' : 'muted'), font, maxRotation: 0, autoSkipPadding: 16, autoSkip: !isBars(spec), callback: (_, at) => shorten(spec.labels[at] ?? '') },
  };
}

export function tooltip(spec, colour) {
  return {
    backgroundColor: colour('surface'),
    titleColor: colour('text'),
    bodyColor: colour('text'),
    borderColor: colour('axis'),
    borderWidth: 1,
    padding: 10,
    boxPadding: 4,
    titleFont: { ...font, weight: '600' },
    bodyFont: font,
    callbacks: {
      title: (items) => {
        const at = items[0]?.dataIndex;
        if (at == null || isGrid(spec)) return '';
        if (spec.kind === 'funnel') return items[0].datasetIndex === 0 ? spec.labels[at] : '';
        return spec.labels[at] + (at >= (spec.incompleteFrom ?? Infinity) ? ' (incomplete)' : '');
      },
      label: (item) => (spec.kind === 'funnel' ? (item.datasetIndex === 0 ? spec.datasets.map((series) => `${series.label}: ${series.texts[item.dataIndex]}`).concat(`${spec.positionTitle}: ${spec.positionTexts[item.dataIndex]}`) : item.dataset.label) : isGrid(spec) ? `${item.raw.y}, ${item.raw.x}: ${item.raw.text}` : `${item.dataset.label}: ${spec.datasets[item.datasetIndex].texts[item.dataIndex]}`),
      labelColor: (item) => ({ backgroundColor: item.dataset.borderColor ?? colour('primary'), borderColor: 'transparent' }),
    },
  };
}
