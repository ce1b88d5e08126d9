// Checks the notes and proofs of an unpacked export with the reference implementations of Go:
// golang.org/x/mod/sumdb/note and golang.org/x/mod/sumdb/tlog.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("all hold")
}

func check(folder string) error {
	key := read(folder, "key.vkey")
	if _, err := open(read(folder, "checkpoint"), key); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	// The manifest is signed by the same key under another name, which makes another key id.
	if _, err := open(read(folder, "manifest"), key); err == nil {
		return errors.New("the manifest passes for a note of the log itself")
	}
	manifestKey, err := renamed(key)
	if err != nil {
		return err
	}
	if _, err := open(read(folder, "manifest"), manifestKey); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	proofs, _ := filepath.Glob(filepath.Join(folder, "proofs", "*.tlog-proof"))
	for _, proof := range proofs {
		if err := checkProof(folder, proof, key); err != nil {
			return fmt.Errorf("%s: %w", proof, err)
		}
	}
	return nil
}

func open(text, key string) (*note.Note, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return nil, err
	}
	return note.Open([]byte(text), note.VerifierList(verifier))
}

func renamed(key string) (string, error) {
	parts := strings.SplitN(strings.TrimSpace(key), "+", 3)
	public, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return "", err
	}
	return note.NewEd25519VerifierKey(parts[0]+"/export", public[1:])
}

func checkProof(folder, path, key string) error {
	text := read("", path)
	head, checkpoint, ok := strings.Cut(text, "\n\n")
	if !ok {
		return errors.New("no checkpoint")
	}
	opened, err := open(checkpoint, key)
	if err != nil {
		return err
	}
	tree, err := parseTree(opened.Text)
	if err != nil {
		return err
	}
	lines := strings.Split(head, "\n")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	entry, err := entryAt(folder, index, tree.N)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func parseTree(text string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func entryAt(folder string, index, size int64) ([]byte, error) {
	path := filepath.Join(folder, "tile", "entries", filepath.FromSlash(tilePath(index/256)))
	if (index/256+1)*256 > size {
		path += fmt.Sprintf(".p/%d", size%256)
	}
	bundle, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	reader := bytes.NewReader(bundle)
	for at := index / 256 * 256; ; at++ {
		var length uint16
		if err := binary.Read(reader, binary.BigEndian, &length); err != nil {
			return nil, err
		}
		entry := make([]byte, length)
		if _, err := reader.Read(entry); err != nil {
			return nil, err
		}
		if at == index {
			return entry, nil
		}
	}
}

func tilePath(n int64) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	return path
}

func read(folder, name string) string {
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return string(content)
}
