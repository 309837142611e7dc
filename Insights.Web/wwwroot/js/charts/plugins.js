// What is drawn on top of a chart.

import { font } from './ink.js';

// A thin vertical line through the bucket under the pointer.
export const crosshair = {
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
export const endLabels = {
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
export const values = {
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
          // Past every mark that stands where the text would.
          const length = ctx.measureText(text).width + 8;
          const marks = chart.data.datasets.flatMap((_, other) => (other === index ? [] : [chart.getDatasetMeta(other).data[at]?.x])).filter(Number.isFinite).sort((a, b) => a - b);
          const end = marks.reduce((x, mark) => (mark > x - 4 && mark < x + length ? mark : x), element.x);
          ctx.fillText(text, end + 6, element.y);
        }
      });
    });
    ctx.restore();
  },
};

// Names of the points that stand out.
export const pointNames = {
  id: 'pointNames',
  afterDatasetsDraw(chart, _, options) {
    if (!options.of) return;
    const { ctx, chartArea } = chart;
    const taken = [];
    ctx.save();
    ctx.font = `600 12px ${font.family}`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    chart.getDatasetMeta(0).data.forEach((point, at) => {
      const name = options.of(at);
      if (!name) return;
      const length = ctx.measureText(name.text).width;
      const places = [[point.x + 10, point.y], [point.x - 10 - length, point.y], [point.x - length / 2, point.y - 14], [point.x - length / 2, point.y + 14]];
      const points = chart.getDatasetMeta(0).data.filter((other) => other !== point);
      const cost = ([x, y]) => (x < chartArea.left || x + length > chart.width || y > chartArea.bottom - 6 ? 9 : 0) + 0.3 * points.filter((other) => other.x > x - 6 && other.x < x + length + 6 && Math.abs(other.y - y) < 10).length + taken.filter((other) => Math.abs(other.y - y) < 14 && x < other.x + other.length && other.x < x + length).length;
      const [x, y] = places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
      taken.push({ x, y, length });
      ctx.fillStyle = name.colour;
      ctx.fillText(name.text, x, y);
    });
    ctx.restore();
  },
};
