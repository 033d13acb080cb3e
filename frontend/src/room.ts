// What the pages of a room and of an artefact load: one custom element a behaviour.
import "./room/back-clock";
import "./room/block-clock";
import "./room/live-room";
import "./room/vote-notes";
import "./workbook/live-artefact";
import "./workbook/live-board";
import "./workbook/live-picture";
