/** Makes mocha's functions there for the specs that are imported after this. */
import "mocha/mocha.js";

// Nothing is shown, and nothing can be: whoever runs it writes the verdict.
mocha.setup({ ui: "bdd", reporter: Mocha.reporters.Base });
