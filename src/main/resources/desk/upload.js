// A file that somebody chooses goes into a field of the form, byte by byte as Base64, so that the form is sent as every other.
'use strict';

for (const input of document.querySelectorAll('input[type=file][data-into]')) {
  const form = input.form;
  input.closest('.field').hidden = false;
  input.addEventListener('change', () => {
    const file = input.files[0];
    if (file === undefined) {
      form.elements[input.dataset.into].value = '';
      return;
    }
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      form.elements[input.dataset.into].value = reader.result.replace(/^[^,]*,/, '');
      form.elements.fileName.value = file.name;
    });
    reader.readAsDataURL(file);
  });
}
