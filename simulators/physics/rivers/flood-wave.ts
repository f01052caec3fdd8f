/**
 * A flood from above the city: flow at a moment, m3/s. Rises as half a cosine within the first third of its span and falls within the rest.
 */
export function floodWaveAt(
  wave: { readonly from: number; readonly to: number; readonly peakM3s: number },
  seconds: number,
): number {
  const share = (seconds - wave.from) / (wave.to - wave.from);
  if (!(share > 0 && share < 1)) return 0;
  const crest = 1 / 3;
  const phase = share < crest ? share / crest : (1 - share) / (1 - crest);
  return (wave.peakM3s * (1 - Math.cos(Math.PI * phase))) / 2;
}

/**
 * Share of the base flow that is left in a drought: `Q = Q0 e^(-t/tau)` while it lasts; afterwards it stays as low.
 *
 * @see Maillet 1905 (recession of springs)
 */
export function recessionAt(
  drought: { readonly from: number; readonly to: number; readonly tauDays: number },
  seconds: number,
): number {
  const lasted = Math.min(seconds, drought.to) - drought.from;
  return lasted <= 0 ? 1 : Math.exp(-lasted / (drought.tauDays * 86_400));
}
