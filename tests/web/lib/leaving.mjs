// The ways out that would take a reader away, or open a window. Each is run in a page.

export const LEAVING = {
  "popup-fetch": (address) => void open("about:blank").fetch(address, { mode: "no-cors" }).catch(() => {}),
  "popup-image": (address) => {
    const { document: inside } = open("about:blank");
    inside.body.append(Object.assign(inside.createElement("img"), { src: address }));
  },
  "popup-blob": (address) => void open(URL.createObjectURL(new Blob([`<img src="${address}">`], { type: "text/html" }))),
  "window-open": (address) => void open(address),
  "popup-location": (address) => {
    open("about:blank").location.href = address;
  },
  "link-new-tab": (address) => {
    const link = Object.assign(document.createElement("a"), { href: address, target: "_blank" });
    document.body.append(link);
    link.click();
  },
  "location-href": (address) => {
    location.href = address;
  },
  "location-replace": (address) => location.replace(address),
  "navigation-navigate": (address) => void navigation.navigate(address),
  "refresh": (address) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0;url=${address}`;
    document.head.append(meta);
  },
  "link": (address) => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.body.append(link);
    link.click();
  },
  "download": (address) => {
    const link = Object.assign(document.createElement("a"), { href: address, download: "x" });
    document.body.append(link);
    link.click();
  },
  "reload": () => location.reload(),
};

/** Those that a person does with hand or eyes: the link is there, and the test does the rest. */
export const POINTING = { "link-focus": (tab, link) => tab.focus(link), "link-pointer": (tab, link) => tab.hover(link) };

/** Those after which the page is still there. */
export const STAYING = ["popup-fetch", "popup-image", "popup-blob", "window-open", "popup-location", "link-new-tab"];
