/** The same points as OpenLayers draws them by itself: a feature each in a vector layer, a style for each level. */
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import Map from "ol/Map.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import { Circle, Fill, Style } from "ol/style.js";
import View from "ol/View.js";

const styles = ["#7f96a6", "#4a94f5", "#f4c542", "#f28a24", "#f2595d"].map(
  (color) => new Style({ image: new Circle({ radius: 4, fill: new Fill({ color }) }) }),
);
const [{ stations }, { stationLevels }] = await Promise.all(
  ["catalogue", "state"].map(async (path) => (await fetch(`/api/v1/${path}`)).json()),
);
const features = stations.map(({ longitude, latitude }, place) => {
  const feature = new Feature(new Point(fromLonLat([longitude, latitude])));
  feature.setStyle(styles[Number(stationLevels[place])]);
  return feature;
});
const source = new VectorSource({ features });
const map = new Map({ target: "map", layers: [new VectorLayer({ source })], view: new View({ center: [0, 0], zoom: 2 }), controls: [] });
map.getView().fit(source.getExtent(), { padding: [70, 30, 50, 30] });
map.once("rendercomplete", () => {
  document.documentElement.dataset.drawn = "yes";
});
new EventSource("/api/v1/stream?topics=state,beat").addEventListener("state", ({ data }) => {
  const { stations: places, stationLevels: digits } = JSON.parse(data);
  for (const [at, place] of places.entries()) features[place].setStyle(styles[Number(digits[at])]);
});
