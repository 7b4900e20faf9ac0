package dev.steelyard.ui.frontdoor;

import dev.steelyard.balancer.route.AuthenticationSettings;
import dev.steelyard.balancer.route.StoredKey;
import dev.steelyard.ui.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// Who may enter. A key is made here and shown once; what is kept is its hash.
final class KeysModel {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// How a client shows its key.
  enum Kind {
    API_KEY("API key", "X-API-Key: "),
    BEARER("Bearer", "Authorization: Bearer ");

    private final String title;
    private final String header;

    Kind(String title, String header) {
      this.title = title;
      this.header = header;
    }

    String title() {
      return title;
    }

    /// The header field that a client has to send.
    String header(String key) {
      return header + key;
    }
  }

  /// A key that is kept.
  record Kept(Kind kind, StoredKey key) {
    /// Enough of the hash to tell two keys apart.
    String hashBegins() {
      return key.sha256().substring(0, 8) + "…";
    }
  }

  /// A key that was just made: the only time that it can be seen.
  record Fresh(String name, Kind kind, String key) {}

  final Entry<String> name = new Entry<>(KeysModel::checkedName);

  private final Setting<Optional<AuthenticationSettings>> setting;
  private final Supplier<String> maker;
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.API_KEY);
  private final ReadOnlyObjectWrapper<Optional<Fresh>> fresh =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// @param maker makes keys that nobody can guess
  KeysModel(Setting<Optional<AuthenticationSettings>> setting, Supplier<String> maker) {
    this.setting = setting;
    this.maker = maker;
    name.show("client-1");
  }

  /// The keys that open the door; without any, everybody may enter.
  ObservableValue<List<Kept>> keys() {
    return setting.now().map(KeysModel::listed);
  }

  ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  /// The key that was made last, until it is dismissed.
  ReadOnlyObjectProperty<Optional<Fresh>> freshProperty() {
    return fresh.getReadOnlyProperty();
  }

  /// Makes a key for the client that was named.
  void add() {
    name.check();
    if (!name.isFine()) {
      return;
    }
    List<Kept> keys = new ArrayList<>(listed(setting.get()));
    if (keys.stream().filter(kept -> kept.kind() == kind.get()).count()
        >= AuthenticationSettings.MOST_KEYS) {
      name.blame("There are " + AuthenticationSettings.MOST_KEYS + " keys already; remove some");
      return;
    }
    String key = maker.get();
    keys.add(new Kept(kind.get(), StoredKey.of(name.value(), key)));
    set(keys);
    fresh.set(Optional.of(new Fresh(name.value(), kind.get(), key)));
  }

  void remove(Kept kept) {
    List<Kept> keys = new ArrayList<>(listed(setting.get()));
    keys.remove(kept);
    set(keys);
    fresh.set(fresh.get().filter(shown -> keys.stream().anyMatch(each -> isOf(each, shown))));
  }

  /// The key was noted down: it is not shown any more.
  void dismiss() {
    fresh.set(Optional.empty());
  }

  private static boolean isOf(Kept kept, Fresh shown) {
    return kept.key().equals(StoredKey.of(shown.name(), shown.key()));
  }

  private void set(List<Kept> keys) {
    setting.set(
        keys.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AuthenticationSettings(of(keys, Kind.API_KEY), of(keys, Kind.BEARER))));
  }

  private static List<StoredKey> of(List<Kept> keys, Kind kind) {
    return keys.stream().filter(kept -> kept.kind() == kind).map(Kept::key).toList();
  }

  private static List<Kept> listed(Optional<AuthenticationSettings> settings) {
    List<Kept> listed = new ArrayList<>();
    settings.ifPresent(some -> {
      some.apiKeys().forEach(key -> listed.add(new Kept(Kind.API_KEY, key)));
      some.bearer().forEach(key -> listed.add(new Kept(Kind.BEARER, key)));
    });
    return List.copyOf(listed);
  }

  private static String checkedName(String text) {
    String name = text.strip();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    return name;
  }
}
