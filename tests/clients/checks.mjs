// One line for each check; the process's exit code says whether all passed.

/** Runs a check and prints its outcome. */
export async function check(name, run) {
  try {
    await run();
    console.log(`ok      ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}

/** Fails the check that calls it. */
export function expect(condition, message) {
  if (!condition) throw new Error(message);
}

