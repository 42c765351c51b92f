import { expect } from "chai";
import { isPrivateHost, isPublicAddress } from "../../../src/contract/remote/address.ts";

describe("isPublicAddress", () => {
  for (const address of [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address",
    "",
  ]) {
    it(`says no to ${JSON.stringify(address)}`, () => {
      expect(isPublicAddress(address)).to.equal(false);
    });
  }

  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2606:4700::1", "2a00:1450:4001::1"]) {
    it(`says yes to ${address}`, () => {
      expect(isPublicAddress(address)).to.equal(true);
    });
  }
});

describe("isPrivateHost", () => {
  it("goes by what the host is called", () => {
    const written = ["localhost", "a.localhost", "api", "nas.local", "metadata.google.internal", "x.home.arpa", "api."];
    const privateOnes = [...written, "127.0.0.1", "[::1]", "0x7f.1", "2130706433", "0", "[::ffff:8.8.8.8]"];

    for (const host of privateOnes) expect(isPrivateHost(new URL(`http://${host}/`).hostname), host).to.equal(true);
    for (const host of ["example.com", "8.8.8.8", "localhost.example.com", "[2606:4700::1]"]) {
      expect(isPrivateHost(new URL(`http://${host}/`).hostname), host).to.equal(false);
    }
  });
});
