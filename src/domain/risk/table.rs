//! Takes a TOML table apart, key by key, and says at the end what nobody asked for.

use toml::{Table, Value};

use super::RuleSetError;

/// A table of the file, with its name for mistakes.
pub(super) struct Part<'a> {
    of: String,
    table: &'a Table,
    asked: Vec<&'static str>,
}

impl<'a> Part<'a> {
    pub(super) fn new(of: &str, table: &'a Table) -> Self {
        Self { of: of.to_owned(), table, asked: Vec::new() }
    }

    /// What it is called in mistakes.
    pub(super) fn of(&self) -> &str {
        &self.of
    }

    /// From now on mistakes are this rule's.
    pub(super) fn call(&mut self, of: &str) {
        of.clone_into(&mut self.of);
    }

    /// A mistake in one of its values.
    pub(super) fn wrong(&self, key: &str) -> RuleSetError {
        RuleSetError::Wrong { of: self.of.clone(), key: key.to_owned() }
    }

    fn missing(&self, key: &'static str) -> RuleSetError {
        RuleSetError::Missing { of: self.of.clone(), key }
    }

    /// The value of a key that may be left out.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Words that may be left out.
    pub(super) fn words(&mut self, key: &'static str) -> Result<Option<&'a str>, RuleSetError> {
        self.value(key).map(|it| it.as_str().ok_or_else(|| self.wrong(key))).transpose()
    }

    /// Words that must be there.
    pub(super) fn said(&mut self, key: &'static str) -> Result<&'a str, RuleSetError> {
        self.words(key)?.filter(|it| !it.trim().is_empty()).ok_or_else(|| self.missing(key))
    }

    /// A number that may be left out; none takes anything away.
    pub(super) fn number<T: TryFrom<i64>>(
        &mut self,
        key: &'static str,
    ) -> Result<Option<T>, RuleSetError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let number = value.as_integer().ok_or_else(|| self.wrong(key))?;
        if number < 0 {
            return Err(RuleSetError::Negative { of: self.of.clone(), key: key.to_owned() });
        }
        T::try_from(number).map(Some).map_err(|_| self.wrong(key))
    }

    /// A number that must be there.
    pub(super) fn counted<T: TryFrom<i64>>(
        &mut self,
        key: &'static str,
    ) -> Result<T, RuleSetError> {
        self.number(key)?.ok_or_else(|| self.missing(key))
    }

    /// A list of words; empty where it is left out.
    pub(super) fn list(&mut self, key: &'static str) -> Result<Vec<String>, RuleSetError> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let list = value.as_array().ok_or_else(|| self.wrong(key))?;
        list.iter()
            .map(|it| it.as_str().map(str::to_owned).ok_or_else(|| self.wrong(key)))
            .collect()
    }

    /// A table in it, which may be left out.
    pub(super) fn part(&mut self, key: &'static str) -> Result<Option<Part<'a>>, RuleSetError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let table = value.as_table().ok_or_else(|| self.wrong(key))?;
        Ok(Some(Part::new(&self.of, table)))
    }

    /// A list of tables; empty where it is left out.
    pub(super) fn parts(&mut self, key: &'static str) -> Result<Vec<Part<'a>>, RuleSetError> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let list = value.as_array().ok_or_else(|| self.wrong(key))?;
        list.iter()
            .map(|it| it.as_table().map(|it| Part::new(key, it)).ok_or_else(|| self.wrong(key)))
            .collect()
    }

    /// A table that must be there.
    pub(super) fn needed(&mut self, key: &'static str) -> Result<Part<'a>, RuleSetError> {
        self.part(key)?.ok_or_else(|| self.missing(key))
    }

    /// Refuses keys that nobody asked for.
    pub(super) fn end(self) -> Result<(), RuleSetError> {
        match self.table.keys().find(|key| !self.asked.contains(&key.as_str())) {
            Some(key) => Err(RuleSetError::UnknownKey { of: self.of, key: key.clone() }),
            None => Ok(()),
        }
    }
}
