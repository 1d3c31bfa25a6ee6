/** The core and the samples, which load while the page is drawn. */

import { Core, fetchedText } from './core.js';
import { inSite } from './site.js';
import { samples } from './text.js';

// A sample that is not there is only missing from the list.
export const ready = Core.load(Promise.all(samples.map(({ file }) => fetchedText(inSite(`www/samples/${file}`)).catch(() => ''))));
