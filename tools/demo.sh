#!/bin/sh
# The main job on the real tour, as it stood on 8 November 2018; changes are made to a copy in demo/.
set -eu
export RUSCTL_TODAY=2018-11-08
export COLUMNS="${COLUMNS:-120}"
unset RUSCTL_PROJECT
rm -rf demo && mkdir demo
cp events.toml demo/ && cp -R config demo/config

show() {
  printf '\n$ rusctl'
  for word in "$@"; do
    case "$word" in *" "*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
  rusctl "$@" --project demo
}

show status
show tour
show milestones
show check
show event move norberg "3 dec" --reason "kommunstyrelsen har möte den 26"
show event confirm norberg
show log
show export --output demo/tour.ics
printf '\n$ grep -A 14 norberg demo/tour.ics\n'
grep -A 14 'UID:norberg' demo/tour.ics
printf '\n[[target]]\nid = "web"\nkind = "folder"\npath = "calendars"\n' >> demo/config/targets.toml
show publish --dry-run
show undo

printf '\nWhat was said: an invented region, since no input is invented for a real stop.\n'
RUSCTL_TODAY=2026-01-15
region() {
  printf '\n$ rusctl'
  printf ' %s' "$@"
  printf '\n'
  rusctl "$@" --project demo/region
}
printf '\n$ rusctl init demo/region --example exempelregionen\n'
rusctl init demo/region --example exempelregionen
region inputs synthesis
region inputs synthesis --by municipality
region inputs search buss
region strategy changes remiss antagen
region report inputs --output demo/underlag.docx
printf '\nThe folder demo/ holds the plan and the calendar. Now try: .venv/bin/rusctl tour --project demo --today 2018-11-08\n'
