// One page of each type that a site has, since pages of a type are made by the same template.
import { firstIn } from "./site.mjs";

/** Types that every site has: what it is, and its address. */
export function commonPages(out) {
  const kinds = {
    case: "cases",
    guide: "guides",
    clinic: "clinics",
    person: "people",
    group: "groups",
    partner: "partners",
    tool: "tools",
    request: "requests",
  };
  const taxonomies = {
    topic: "topics",
    country: "countries",
    region: "regions",
    "content type": "content-types",
  };
  const pages = [["home", "/"]];
  for (const [name, folder] of [...Object.entries(kinds), ...Object.entries(taxonomies)]) {
    pages.push([`list: ${folder}`, `/${folder}/`], [name, firstIn(out, folder)]);
  }
  pages.push(["request desk", "/desk/"], ["figures", "/desk/figures/"], ["member", firstIn(out, "desk/people")]);
  pages.push(["asking for help", "/desk/ask/"]);
  pages.push(["search", "/search/"], ["from A to Z", "/a-z/"]);
  pages.push(["plain page", "/about/"], ["not found", "/404.html"]);
  return pages;
}

/** Those of the documentation that are not like the pages of other sites: code, wide tables, a tree of pages. */
export function documentationPages() {
  return [
    ["home with a picture", "/"],
    ["page with commands", "/start/"],
    ["page in a folder, with all that Markdown has", "/write/text/"],
    ["page of wide tables", "/speed/"],
  ];
}

/** Those of the example besides. */
export function examplePages(out) {
  return [
    ...commonPages(out),
    ["clinic that is to come", "/clinics/asking-museums/"],
    ["clinic that is past", "/clinics/licences-explained/"],
    ["request before the committee", "/requests/2025-002/"],
    ["list: uploads", "/uploads/"],
    ["upload", "/uploads/harbour-photographs/"],
    ["request with uploads", "/requests/2025-001/"],
    ["upload in Arabic", "/ar/uploads/harbour-photographs/"],
    ["home in Swedish", "/sv/"],
    ["case in Swedish", "/sv/cases/harbours/"],
    ["guide in Swedish", "/sv/guides/first-upload/"],
    ["list in Swedish", "/sv/cases/"],
    ["home in Arabic", "/ar/"],
    ["case in Arabic", "/ar/cases/harbours/"],
    ["plain page in Arabic", "/ar/about/"],
    ["list in Arabic", "/ar/cases/"],
    ["search in Arabic", "/ar/search/"],
    ["from A to Z in Arabic", "/ar/a-z/"],
  ];
}
