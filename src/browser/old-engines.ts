// For workers, what the pages' first script is: `Object.hasOwn` came with Chrome 93, and @noble/hashes calls it while it
// loads. Import it before everything else.
Object.hasOwn ||= (object, key) => Reflect.getOwnPropertyDescriptor(Object(object), key) !== undefined;

export {};
