/**
 * What a task comes to, if that is in time. What is there is taken, even where this process was too busy to look at it.
 *
 * @throws {Error} where there is no answer within so many milliseconds
 */
export function within<Result>(task: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`no answer within ${milliseconds} ms`));
    // Timers come before sockets in a turn of the event loop, immediates behind them.
    const timer = setTimeout(() => setImmediate(late), milliseconds);
    task.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
