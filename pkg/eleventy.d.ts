export interface Options {
  /** Where files are looked for that do not stand beside the page; `captures` by default. */
  folder?: string;
  /** Address of the full page, to which the figures link. */
  page?: string;
  /** Address of `embed.js`. Without it there is the figure alone. */
  script?: string;
}

/** A plugin for Eleventy: the shortcode `overshare` puts a decoded capture into a page as a static figure. */
export default function overshare(eleventy: unknown, options?: Options): void;
