package dev.steelyard.scenario.claim;

import dev.steelyard.scenario.claim.Term.Operator;
import java.util.List;
import java.util.Optional;

/// Reads conditions by recursive descent, one method for each level of binding.
final class ConditionParser {
  private final List<Token> tokens;
  private int next;

  private ConditionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Condition parse(String text) throws ConditionException {
    if (text.length() > Condition.MOST_LENGTH) {
      throw new ConditionException("it is longer than " + Condition.MOST_LENGTH + " characters");
    }
    var parser = new ConditionParser(Token.all(text));
    Part whole = parser.alternatives();
    Token rest = parser.peek();
    if (rest.kind() != Token.Kind.END) {
      throw ConditionException.at(rest.position(), rest.words() + " is not expected");
    }
    if (!(whole instanceof Condition condition)) {
      throw ConditionException.at(text.length(), "a comparison is missing");
    }
    return condition;
  }

  private Part alternatives() throws ConditionException {
    Part left = conjunction();
    while (peek().is("or")) {
      Token or = take();
      left = new Condition.Or(condition(left, or), condition(conjunction(), or));
    }
    return left;
  }

  private Part conjunction() throws ConditionException {
    Part left = comparison();
    while (peek().is("and")) {
      Token and = take();
      left = new Condition.And(condition(left, and), condition(comparison(), and));
    }
    return left;
  }

  private Part comparison() throws ConditionException {
    Part left = sum();
    Optional<Relation> relation = relation();
    while (relation.isPresent()) {
      Token sign = take();
      left = new Condition.Comparison(term(left, sign), relation.get(), term(sum(), sign));
      relation = relation();
    }
    return left;
  }

  private Part sum() throws ConditionException {
    Part left = product();
    while (peek().is("+") || peek().is("-")) {
      Token sign = take();
      Operator operator = sign.is("+") ? Operator.PLUS : Operator.MINUS;
      left = new Term.Arithmetic(term(left, sign), operator, term(product(), sign));
    }
    return left;
  }

  private Part product() throws ConditionException {
    Part left = primary();
    while (peek().is("*") || peek().is("/")) {
      Token sign = take();
      Operator operator = sign.is("*") ? Operator.TIMES : Operator.DIVIDED_BY;
      left = new Term.Arithmetic(term(left, sign), operator, term(primary(), sign));
    }
    return left;
  }

  private Part primary() throws ConditionException {
    Token token = take();
    if (token.kind() == Token.Kind.NUMBER) {
      return number(token);
    }
    if (token.kind() == Token.Kind.WORD && !token.is("and") && !token.is("or")) {
      return new Term.Path(token.text());
    }
    if (token.is("-")) {
      return new Term.Arithmetic(new Term.Constant(0), Operator.MINUS, term(primary(), token));
    }
    if (token.is("(")) {
      Part inner = alternatives();
      Token closing = take();
      if (!closing.is(")")) {
        throw ConditionException.at(
            closing.position(), "a closing parenthesis is missing before " + closing.words());
      }
      return inner;
    }
    throw ConditionException.at(
        token.position(), "a number or a path is missing before " + token.words());
  }

  private static Term number(Token token) throws ConditionException {
    double number = Double.parseDouble(token.text());
    if (Double.isInfinite(number)) {
      throw ConditionException.at(token.position(), "the number is too large");
    }
    return new Term.Constant(number);
  }

  private static Condition condition(Part part, Token at) throws ConditionException {
    if (part instanceof Condition condition) {
      return condition;
    }
    throw ConditionException.at(at.position(), at.words() + " joins comparisons, not numbers");
  }

  private static Term term(Part part, Token at) throws ConditionException {
    if (part instanceof Term term) {
      return term;
    }
    throw ConditionException.at(at.position(), at.words() + " takes numbers, not comparisons");
  }

  private Optional<Relation> relation() {
    return peek().kind() == Token.Kind.SIGN ? Relation.find(peek().text()) : Optional.empty();
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }
}
