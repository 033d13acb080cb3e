// What the course's pages load.
import "./course/slide-show";
