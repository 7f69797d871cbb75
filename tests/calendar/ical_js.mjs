// Reads calendar files with ical.js, one for each line of stdin (JSON), and says what it sees, likewise.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(process.argv[2] + "/");
const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));
ICAL.design.strict = true;

const value = (component, name) => component.getFirstPropertyValue(name);
const text = (component, name) => String(value(component, name) ?? "");

function moment(component, name) {
  const time = value(component, name);
  if (!time) return "";
  if (time.isDate) return time.toString();
  // A zone that ical.js does not know would make the time float.
  if (time.zone === ICAL.Timezone.localTimezone) return `floating ${time}`;
  return new Date(time.toUnixTime() * 1000).toISOString();
}

function end(component) {
  if (value(component, "duration")) {
    const time = value(component, "dtstart").clone();
    time.addDuration(value(component, "duration"));
    return time.toString();
  }
  return moment(component, component.name === "vtodo" ? "due" : "dtend");
}

const seen = (component) => ({
  uid: text(component, "uid"),
  start: moment(component, "dtstart"),
  end: end(component),
  status: text(component, "status"),
  sequence: value(component, "sequence"),
  summary: text(component, "summary"),
  description: text(component, "description"),
  location: text(component, "location"),
  reminders: component.getAllSubcomponents("valarm").map((alarm) => value(alarm, "trigger").toSeconds()),
  rrule: text(component, "rrule"),
  attendees: component.getAllProperties("attendee").map((one) => [one.getFirstValue(), one.getParameter("partstat")]),
});

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
    const parts = [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")];
    answer = { method: text(calendar, "method"), parts: parts.map(seen) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
