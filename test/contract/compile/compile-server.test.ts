import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";

describe("base paths", () => {
  const region = { default: "eu", enum: ["eu", "us"] };
  const servers: [url: string, variables: object, basePaths: string[]][] = [
    ["https://api.example/v1/", {}, ["/v1"]],
    ["/v1", {}, ["/v1"]],
    ["./v1", {}, ["/v1"]],
    ["//api.example/v1?x#y", {}, ["/v1"]],
    ["https://api.example", {}, [""]],
    ["https://{region}.api.example/{region}/v1", { region }, ["/eu/v1", "/us/v1"]],
    ["https://{host}/v1", { host: { default: "x", enum: Array.from({ length: 90 }, (_, n) => `x${n}`) } }, ["/v1"]],
    ["https://api.example{base}", { base: { default: "/deep/base" } }, ["/deep/base"]],
    ["https://api.example/{base}/", { base: { default: "/v1" } }, ["/v1", "//v1"]],
    ["{server}/v1", { server: { default: "https://api.example/api" } }, ["/api/v1"]],
  ];
  for (const [url, variables, basePaths] of servers) {
    it(`are ${basePaths.join(" and ") || "empty"} for ${url}`, async () => {
      const info = { title: "Test", version: "1" };
      const paths = { "/x": { get: { responses: { 200: { description: "" } } } } };
      const document = { openapi: "3.1.0", info, servers: [{ url, variables }], paths };

      const { operations } = await compileContract(await loadDocument(JSON.parse(JSON.stringify(document))));

      expect(operations[0]?.basePaths).to.deep.equal(basePaths);
    });
  }
});
