/** What elements tell the page, where it is not theirs to do it. */

/** @import { Filter } from './elements/event-filter.js' */
/** @import { CapturePlace } from './place.js' */

/** @typedef {'paste-another' | 'edit-text' | 'show-masked' | 'show-own' | 'remove-address' | 'remove-pack' | 'remove-second' | 'stop' | 'go-back' | 'read-both' | 'read-whole' | 'show-help'} Command */

/** Asks the page for something that the reader wants. */
export class PageCommand extends Event {
  /** @param {Command} command */
  constructor(command) {
    super('pagecommand', { bubbles: true });
    this.command = command;
  }
}

/** Says which format a capture is in. */
export class ChooseFormat extends Event {
  /** @param {string} format its ID; empty where it is to be found by what the capture looks like */
  constructor(format) {
    super('chooseformat', { bubbles: true });
    this.format = format;
  }
}

/** Gives a key for what is encrypted in a capture. */
export class GiveKey extends Event {
  /** @param {string} key empty where none is to be used */
  constructor(key) {
    super('givekey', { bubbles: true });
    this.key = key;
  }
}

/** Asks for the events that a part of the result speaks of. */
export class FilterEvents extends Event {
  /** @param {Filter} filter null takes a condition away */
  constructor(filter) {
    super('filterevents', { bubbles: true });
    this.filter = filter;
  }
}

/** Tells what the list of events is narrowed to. */
export class FilterChange extends Event {
  /** @param {string} filter as the core reads it; empty where all events are listed */
  constructor(filter) {
    super('filterchange', { bubbles: true });
    this.filter = filter;
  }
}

/** Tells which event is shown, and which field of it stands out. */
export class OpenChange extends Event {
  /** @param {CapturePlace | null} open null where no event is shown */
  constructor(open) {
    super('openchange', { bubbles: true });
    this.open = open;
  }
}
