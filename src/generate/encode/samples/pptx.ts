import { namespaces, officeDocument } from "./office.ts";
import { builtSample, type Sample } from "./sample.ts";

const scope = `xmlns:a="${namespaces.drawing}" xmlns:r="${namespaces.relations}" xmlns:p="${namespaces.slide}"`;
const group =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>' +
  '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';
const text =
  '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="914400" y="914400"/>' +
  '<a:ext cx="3657600" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>' +
  "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Sample</a:t></a:r></a:p></p:txBody></p:sp>";
const shapes = (more: string) => `<p:cSld><p:spTree>${group}${more}</p:spTree></p:cSld>`;
const inherited = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";
const colorMap =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

/** A theme must name its colours, fonts and effects (ECMA-376 part 1 §20.1.6.9). */
function theme(): string {
  const names = "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split(" ");
  const colors = names.map(
    (name) => `<a:${name}><a:srgbClr val="${name.startsWith("lt") ? "FFFFFF" : "3A7BD5"}"/></a:${name}>`,
  );
  const font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'.repeat(3);
  const line = '<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'.repeat(3);
  const effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
  return (
    `<a:theme xmlns:a="${namespaces.drawing}" name="Sample"><a:themeElements>` +
    `<a:clrScheme name="Sample">${colors.join("")}</a:clrScheme>` +
    `<a:fontScheme name="Sample"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Sample"><a:fillStyleLst>${fill}</a:fillStyleLst><a:lnStyleLst>${line}</a:lnStyleLst>` +
    `<a:effectStyleLst>${effect}</a:effectStyleLst><a:bgFillStyleLst>${fill}</a:bgFillStyleLst></a:fmtScheme>` +
    "</a:themeElements></a:theme>"
  );
}

/** A presentation of one slide, with the master, layout and theme that it cannot be without. */
export const pptx: Sample = builtSample({
  extension: "pptx",
  types: ["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  magic: [[0, "PK"]],
  build: () =>
    officeDocument({
      "ppt/presentation.xml": {
        type: "presentationml.presentation.main",
        xml:
          `<p:presentation ${scope}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
          '<p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>' +
          '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        relations: [
          ["slideMaster", "slideMasters/slideMaster1.xml"],
          ["slide", "slides/slide1.xml"],
          ["theme", "theme/theme1.xml"],
        ],
      },
      "ppt/slideMasters/slideMaster1.xml": {
        type: "presentationml.slideMaster",
        xml: `<p:sldMaster ${scope}>${shapes("")}${colorMap}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
        relations: [
          ["slideLayout", "../slideLayouts/slideLayout1.xml"],
          ["theme", "../theme/theme1.xml"],
        ],
      },
      "ppt/slideLayouts/slideLayout1.xml": {
        type: "presentationml.slideLayout",
        xml: `<p:sldLayout ${scope} type="blank">${shapes("")}${inherited}</p:sldLayout>`,
        relations: [["slideMaster", "../slideMasters/slideMaster1.xml"]],
      },
      "ppt/slides/slide1.xml": {
        type: "presentationml.slide",
        xml: `<p:sld ${scope}>${shapes(text)}${inherited}</p:sld>`,
        relations: [["slideLayout", "../slideLayouts/slideLayout1.xml"]],
      },
      "ppt/theme/theme1.xml": { type: "theme", xml: theme() },
    }),
});
