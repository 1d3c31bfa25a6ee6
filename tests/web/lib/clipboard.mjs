// Chromium's headless shell asks nobody whether a page may use the clipboard, and refuses.

/** Lets pages copy, as a browser does where somebody has pressed something, for as long as the connection to it lasts. */
export async function allowCopying(browser, context) {
  const session = await browser.target().createCDPSession();
  await session.send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"], browserContextId: context?.id });
}
