export { metricFigure, metricTable } from "./history.js";
export { reportMarkup } from "./report.js";
export { reportStyle } from "./style.js";
export type { Content, Markup, View } from "./view.js";
