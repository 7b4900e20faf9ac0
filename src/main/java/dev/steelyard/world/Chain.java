package dev.steelyard.world;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Members in the order in which they joined. Each knows its neighbours, so joining and leaving
/// take constant time and allocate nothing, unlike in a table.
///
/// While somebody iterates, only the member that was handed out last may leave.
///
/// @param <E> the members; each is in one chain at most, and joins once
final class Chain<E extends Chain.Link<E>> extends AbstractCollection<E> {
  private @Nullable E first;
  private @Nullable E last;
  private int size;

  /// What a member carries for its chain.
  abstract static class Link<E> {
    private @Nullable E before;
    private @Nullable E after;
  }

  @Override
  public boolean add(E member) {
    E end = last;
    if (end == null) {
      first = member;
    } else {
      link(member).before = end;
      link(end).after = member;
    }
    last = member;
    size++;
    return true;
  }

  /// Takes out a member.
  void leave(E member) {
    E before = link(member).before;
    E after = link(member).after;
    if (before == null) {
      first = after;
    } else {
      link(before).after = after;
    }
    if (after == null) {
      last = before;
    } else {
      link(after).before = before;
    }
    size--;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<E> iterator() {
    return new Iterator<>() {
      private @Nullable E next = first;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public E next() {
        E found = next;
        if (found == null) {
          throw new NoSuchElementException();
        }
        next = link(found).after;
        return found;
      }
    };
  }

  /// The same object, seen as the class whose private fields are used here.
  private Link<E> link(E member) {
    return member;
  }
}
