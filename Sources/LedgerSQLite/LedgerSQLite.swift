// The room stands; its first piece of furniture comes with the step that needs it.
