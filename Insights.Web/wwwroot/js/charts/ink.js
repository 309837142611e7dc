// What charts are drawn with: colours of the theme, the font, the hatch.

// Colours are written as light-dark() pairs, which canvas does not know: an element resolves them.
export const theme = () => {
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

export const roles = { primary: 'primary', second: 'second', third: 'third', fourth: 'fourth', previous: 'previous', limit: 'target', good: 'good', bad: 'bad' };
export const font = { family: 'Inter, system-ui, sans-serif', size: 12 };

// Buckets that are not over yet are hatched, as on paper.
export function hatched(colour, ground) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (ground) {
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 6, 6);
    // Over a shade with a number in it: fainter, so that the number stays the first thing read.
    pen.globalAlpha = 0.35;
  }
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
