/* What every page does by itself: light and dark, and menus that close when one goes on. */
import "./theme.js";
import "./menus.js";
import "./dialogs.js";
