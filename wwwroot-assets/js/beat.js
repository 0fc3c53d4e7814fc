// A beat each second, from a worker: browsers slow the timers of a page in the background, not those of its workers.
setInterval(() => postMessage(0), 1000);
