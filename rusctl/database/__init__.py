"""The one database of what is collected: engines, tables, transactions, history, copies; of nobody in particular."""
