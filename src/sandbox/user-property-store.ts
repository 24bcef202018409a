/** The properties of the user, by `type.name`. */
export class UserPropertyStore {
  private readonly values = new Map([["property.autorenew", "0"]]);

  list(): (readonly [type: string, name: string, value: string])[] {
    return [...this.values].map(([key, value]) => {
      const [type = "", name = ""] = key.split(".");
      return [type, name, value];
    });
  }

  setAutorenew(value: string): void {
    this.values.set("property.autorenew", value);
  }
}
