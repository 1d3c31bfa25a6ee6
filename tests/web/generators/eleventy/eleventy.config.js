import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import overshare from "overshare/eleventy";

export default function configure(eleventy) {
  eleventy.addPlugin(overshare, {
    page: "https://host.example/overshare/index.html",
    script: "/overshare/www/embed.js",
  });
  eleventy.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/feed.xml",
    collection: { name: "articles" },
    metadata: { language: "en", title: "Articles", subtitle: "Uploads, read", base: "https://articles.example/", author: { name: "Nobody" } },
  });
}
