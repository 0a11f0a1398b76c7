// Orders a portrait of a photo, waits for it, and keeps the picture. Standard library only.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

type portrait struct {
	ID     string          `json:"id"`
	Status string          `json:"status"`
	Error  json.RawMessage `json:"error"`
}

func stop(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ask(method, path string, body []byte) []byte {
	request, err := http.NewRequest(method, os.Getenv("LIKENESS_URL")+path, bytes.NewReader(body))
	stop(err)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("LIKENESS_KEY"))
	if method == "POST" {
		// Sent again with the same key, because the answer was lost, it is not a second order.
		key := make([]byte, 16)
		_, err = rand.Read(key)
		stop(err)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Idempotency-Key", hex.EncodeToString(key))
	}
	answer, err := (&http.Client{Timeout: time.Minute}).Do(request)
	stop(err)
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	stop(err)
	if answer.StatusCode > 299 {
		stop(fmt.Errorf("%s: %s", answer.Status, read))
	}
	return read
}

func main() {
	photo, err := os.ReadFile(os.Args[1])
	stop(err)
	order, err := json.Marshal(map[string]any{"photo": base64.StdEncoding.EncodeToString(photo),
		"prompt": "in a library", "width": 512, "height": 512})
	stop(err)
	var made portrait
	stop(json.Unmarshal(ask("POST", "/v1/portraits", order), &made))
	for made.Status == "in_queue" || made.Status == "generating" {
		time.Sleep(500 * time.Millisecond)
		stop(json.Unmarshal(ask("GET", "/v1/portraits/"+made.ID, nil), &made))
	}
	if made.Status != "done" {
		stop(fmt.Errorf("the portrait is %s: %s", made.Status, made.Error))
	}
	stop(os.WriteFile(os.Args[2], ask("GET", "/v1/portraits/"+made.ID+"/image", nil), 0o644))
	fmt.Println("portrait", made.ID, "is in", os.Args[2])
}
