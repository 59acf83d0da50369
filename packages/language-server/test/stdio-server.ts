/** The server as an editor starts it, with the files of this machine. */
import { serveOnStdio } from "@muster/language-server/stdio";

serveOnStdio();
