import type { Scene, Shape } from "../charts/scene.js";
import type { Content, View } from "./view.js";

/** A scene as SVG. */
export const drawing = <T>(view: View<T>, { width, height, description, shapes }: Scene): T =>
  view.html`<svg class="chart" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-label="${description}">${shapesOf(view, shapes)}</svg>`;

const shapesOf = <T>({ svg }: View<T>, shapes: readonly Shape[]): Content<T> =>
  shapes.map((shape) => {
    switch (shape.type) {
      case "rect":
        return svg`<rect class="${shape.class}" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"></rect>`;
      case "circle":
        return svg`<circle class="${shape.class}" cx="${shape.x}" cy="${shape.y}" r="${shape.radius}"></circle>`;
      case "path":
        return svg`<path class="${shape.class}" d="${shape.d}"></path>`;
      case "text":
        return svg`<text class="${shape.class}" x="${shape.x}" y="${shape.y}" text-anchor="middle">${shape.text}</text>`;
    }
  });
