/* What every page does by itself. */
import "./dialogs.js";
import "./menus.js";
import "./requests.js";
import "./theme.js";
import "./toasts.js";
