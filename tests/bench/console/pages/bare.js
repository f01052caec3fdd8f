/** The same points on a bare canvas: nothing but catalogue, state, stream, one fill a colour, and a drag that draws anew. */
const canvas = document.querySelector("canvas");
const context = canvas.getContext("2d");
const colours = ["#7f96a6", "#4a94f5", "#f4c542", "#f28a24", "#f2595d"];
canvas.width = innerWidth;
canvas.height = innerHeight;

const [{ stations }, { stationLevels }] = await Promise.all(
  ["catalogue", "state"].map(async (path) => (await fetch(`/api/v1/${path}`)).json()),
);
const levels = Uint8Array.from(stationLevels, Number);
const wests = stations.map(({ longitude }) => longitude);
const norths = stations.map(({ latitude }) => latitude);
const [west, east] = [Math.min(...wests), Math.max(...wests)];
const [south, north] = [Math.min(...norths), Math.max(...norths)];
const moved = { x: 0, y: 0, isDragged: false, isAsked: false };

function draw() {
  moved.isAsked = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const [level, colour] of colours.entries()) {
    context.beginPath();
    for (let place = 0; place < levels.length; place++) {
      if (levels[place] !== level) continue;
      const x = ((wests[place] - west) / (east - west)) * canvas.width + moved.x;
      const y = ((north - norths[place]) / (north - south)) * canvas.height + moved.y;
      context.rect(x - 2, y - 2, 4, 4);
    }
    context.fillStyle = colour;
    context.fill();
  }
}

function ask() {
  if (!moved.isAsked) requestAnimationFrame(draw);
  moved.isAsked = true;
}

canvas.addEventListener("pointerdown", () => {
  moved.isDragged = true;
});
addEventListener("pointerup", () => {
  moved.isDragged = false;
});
addEventListener("pointermove", ({ movementX, movementY }) => {
  if (!moved.isDragged) return;
  moved.x += movementX;
  moved.y += movementY;
  ask();
});
draw();
document.documentElement.dataset.drawn = "yes";
new EventSource("/api/v1/stream?topics=state,beat").addEventListener("state", ({ data }) => {
  const { stations: places, stationLevels: digits } = JSON.parse(data);
  for (const [at, place] of places.entries()) levels[place] = Number(digits[at]);
  ask();
});
