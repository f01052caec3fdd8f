import { expect, it } from "vitest";
import { conversionsByCanonicalUnit } from "../../../domain/city/conversions.ts";
import { type Property, propertyUnits } from "../../../domain/city/property.ts";
import { amountText } from "../../../locales/format/amounts.ts";

const rows: readonly (readonly [number, string, Property | undefined, string, string])[] = [
  [0.412, "m", "depth", "41厘米", "41 cm"],
  [0, "m", "depth", "0厘米", "0 cm"],
  [-0.0004, "m", "depth", "0厘米", "0 cm"],
  [4.2, "m", "stage", "4.20米", "4.20 m"],
  [4.2, "m", undefined, "4.20米", "4.20 m"],
  [42.55, "mm", "rain", "42.5毫米", "42.5 mm"],
  [50, "mm", "rain", "50毫米", "50 mm"],
  [1.8, "m/h", "depth", "180厘米/小时", "180 cm/h"],
  [25.04, "%lel", "methane", "25 %LEL", "25 %LEL"],
  [19.46, "%vol", "oxygen", "19.5 %VOL", "19.5 %VOL"],
  [7.06, "ppm", "hydrogenSulfide", "7.1 ppm", "7.1 ppm"],
  [12, "intervals", undefined, "12个上报间隔", "12 reporting intervals"],
  [0.62, "chance", "stage", "62%", "62 %"],
  [3, "level", undefined, "橙色", "orange"],
  [0, "level", undefined, "无报警", "no alarm"],
  [1, "1", "running", "运行", "running"],
  [0, "1", "running", "停止", "stopped"],
];

it.each(rows)("amountText() reads %d %s of %s as %s", (value, unit, property, zh, en) => {
  expect(amountText(value, unit, property)).toEqual({ zh, en });
});

it("amountText() knows every unit that an observation may be in", () => {
  for (const unit of Object.keys(conversionsByCanonicalUnit)) {
    const property = (Object.keys(propertyUnits) as Property[]).find((each) => propertyUnits[each] === unit);
    expect(amountText(1.23456, unit, property).en, unit).not.toContain("1.23456");
  }
});
