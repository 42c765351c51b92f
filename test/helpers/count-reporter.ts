import Mocha from "mocha";

/** Dots while tests run, failures in full, and the count as the last line: "12 passed, 0 failed". */
export default class CountReporter extends Mocha.reporters.Dot {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once("end", () => console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`));
  }
}
