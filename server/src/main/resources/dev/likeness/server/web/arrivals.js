// @ts-check What comes to the studio by other ways than its buttons: files that are pasted or dropped, and keys.
import { filesOf } from "./photo.js";

export function arrivals(node, { onFiles, onOrder, onWrite }) {
  document.addEventListener("paste", (event) => {
    if (!node.isConnected) return;
    const files = filesOf(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    onFiles(files);
  });
  document.addEventListener("keydown", (event) => {
    if (!node.isConnected || document.querySelector("dialog[open]")) return;
    const writing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onOrder();
    } else if (event.key === "/" && !writing) {
      event.preventDefault();
      onWrite();
    }
  });
  node.addEventListener("dragover", (event) => {
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget))) node.classList.remove("over");
  });
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    onFiles([...event.dataTransfer.files]);
  });
}
