// What makes the pages quicker where scripts run. Every page does all it does without this.
import { keys } from "./keys.js";
import { suggestions } from "./suggestions.js";
import { copying } from "./copying.js";
import { uploading } from "./uploading.js";

keys();
suggestions();
copying();
uploading();
