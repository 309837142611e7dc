// Chart.js over the server's drawings: the same numbers and texts (the JSON beside each drawing), with tooltips, a crosshair and the keyboard.
// Where script or canvas is missing, the drawing and its table stay as they are.

// Colours are written as light-dark() pairs, which canvas does not know: an element resolves them.
const theme = () => {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      probe.style.color = `var(--chart-${name})`;
      known.set(name, getComputedStyle(probe).color);
    }
    return known.get(name);
  };
};

const roles = { primary: 'primary', second: 'second', third: 'third', fourth: 'fourth', previous: 'previous', good: 'good', bad: 'bad' };
const font = { family: 'Inter, system-ui, sans-serif', size: 12 };

// Buckets that are not over yet are hatched, as on paper.
function hatched(colour) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.moveTo(-1, 1);
  pen.lineTo(1, -1);
  pen.moveTo(5, 7);
  pen.lineTo(7, 5);
  pen.stroke();
  return pen.createPattern(tile, 'repeat');
}

// A thin vertical line through the bucket under the pointer.
const crosshair = {
  id: 'crosshair',
  beforeDatasetsDraw(chart, _, options) {
    const active = chart.getActiveElements()[0];
    if (!active || chart.options.indexAxis === 'y') return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.strokeStyle = options.colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

// Lines carry their names at their ends: no legend to look up.
const endLabels = {
  id: 'endLabels',
  afterDatasetsDraw(chart, _, options) {
    if (!options.shown) return;
    const ends = chart.data.datasets
      .map((dataset, index) => {
        const points = chart.getDatasetMeta(index).data;
        let last = dataset.data.length - 1;
        while (last >= 0 && dataset.data[last] == null) last--;
        return last < 0 ? null : { text: dataset.label, y: points[last].y, colour: dataset.borderColor };
      })
      .filter(Boolean)
      .sort((a, b) => a.y - b.y);
    for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + 15);
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.font = `500 12px ${font.family}`;
    ctx.textBaseline = 'middle';
    for (const end of ends) {
      ctx.fillStyle = end.colour;
      ctx.fillText(end.text, chartArea.right + 8, end.y);
    }
    ctx.restore();
  },
};

// Numbers at the ends of bars and in the cells of heatmaps.
const values = {
  id: 'values',
  afterDatasetsDraw(chart, _, options) {
    if (!options.of) return;
    const { ctx } = chart;
    ctx.save();
    ctx.font = `12px ${font.family}`;
    ctx.fillStyle = options.colour;
    ctx.textBaseline = 'middle';
    chart.data.datasets.forEach((dataset, index) => {
      chart.getDatasetMeta(index).data.forEach((element, at) => {
        const text = options.of(index, at);
        if (!text) return;
        if (options.inside) {
          const { x, y, width, height } = element.getProps(['x', 'y', 'width', 'height'], true);
          ctx.textAlign = 'center';
          if (ctx.measureText(text).width < width - 2) ctx.fillText(text, x + width / 2, y + height / 2);
        } else {
          ctx.textAlign = 'left';
          ctx.fillText(text, element.x + 6, element.y);
        }
      });
    });
    ctx.restore();
  },
};

function datasets(spec, colour) {
  const inc = spec.incompleteFrom ?? Infinity;
  return spec.datasets.map((series) => {
    const ink = colour(roles[series.role] ?? 'primary');
    const previous = series.role === 'previous';
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

function annotations(spec, colour) {
  const all = {};
  spec.lines.forEach((line, index) => {
    if (line.value == null) return;
    const onX = spec.kind === 'bars';
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

function valueAxis(spec, colour) {
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

function categoryAxis(spec, colour, width) {
  const longest = spec.kind === 'bars' && width < 420 ? 16 : 36;
  const shorten = (text) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
  return {
    stacked: spec.kind === 'stackedcolumns',
    border: { color: colour('axis') },
    grid: { display: false },
    ticks: { color: colour(spec.kind === 'bars' ? 'text' : 'muted'), font, maxRotation: 0, autoSkipPadding: 16, autoSkip: spec.kind !== 'bars', callback: (_, at) => shorten(spec.labels[at] ?? '') },
  };
}

function tooltip(spec, colour) {
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
        if (at == null || spec.kind === 'heatmap') return '';
        return spec.labels[at] + (at >= (spec.incompleteFrom ?? Infinity) ? ' (incomplete)' : '');
      },
      label: (item) => (spec.kind === 'heatmap' ? `${item.raw.y}, ${item.raw.x}: ${item.raw.text}` : `${item.dataset.label}: ${spec.datasets[item.datasetIndex].texts[item.dataIndex]}`),
      labelColor: (item) => ({ backgroundColor: item.dataset.borderColor ?? colour('primary'), borderColor: 'transparent' }),
    },
  };
}

function heatmap(spec, colour) {
  const cells = spec.datasets.flatMap((row) => spec.labels.map((x, at) => ({ x, y: row.label, v: row.data[at], text: row.texts[at] })));
  const most = Math.max(...cells.map((cell) => cell.v ?? 0), 1e-9);
  const shade = (cell) => (cell.v == null ? 'transparent' : colour(`heat-${Math.min(6, Math.round((6 * cell.v) / most))}`));
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
        y: { type: 'category', labels: spec.datasets.map((row) => row.label), reverse: true, offset: true, border: { display: false }, grid: { display: false }, ticks: { color: colour('text'), font } },
      },
      plugins: { legend: { display: false }, tooltip: tooltip(spec, colour), values: { of: (_, at) => cells[at].text, inside: true, colour: colour('text') } },
    },
  };
}

function config(spec, width) {
  const colour = theme();
  if (spec.kind === 'heatmap') return heatmap(spec, colour);
  const bars = spec.kind === 'bars';
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
        values: bars && spec.datasets.length === 1 ? { of: (index, at) => spec.datasets[index].texts[at], colour: colour('text') } : {},
        annotation: { annotations: annotations(spec, colour) },
      },
    },
  };
}

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
  if (spec.kind === 'bars') holder.style.height = `${spec.labels.length * 30 + 24}px`;
  if (spec.kind === 'heatmap') holder.style.height = `${spec.datasets.length * 32 + 32}px`;
  const unit = document.createElement('p');
  unit.className = 'chart-unit';
  unit.textContent = spec.valueTitle;
  figure.querySelector('figcaption').after(unit, holder);
  figure.classList.add('live');

  const built = config(spec, holder.clientWidth);
  const chart = new Chart(canvas, {
    ...built,
    options: { ...built.options, animation: false, responsive: true, maintainAspectRatio: false, normalized: true },
    plugins: [crosshair, endLabels, values],
  });

  const open = (at) => {
    if (spec.links?.[at]) location.href = spec.links[at];
  };
  canvas.addEventListener('click', () => {
    const active = chart.getActiveElements()[0];
    if (active) open(active.index);
  });
  canvas.addEventListener('pointermove', () => {
    canvas.style.cursor = spec.links?.[chart.getActiveElements()[0]?.index] ? 'pointer' : 'default';
  });
  // Arrows walk the buckets, Enter opens the rows of one.
  let at = -1;
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && spec.kind !== 'heatmap') {
      event.preventDefault();
      at = Math.min(spec.labels.length - 1, Math.max(0, at + step));
      const active = spec.datasets.map((_, datasetIndex) => ({ datasetIndex, index: at })).filter(({ datasetIndex }) => spec.datasets[datasetIndex].data[at] != null);
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
