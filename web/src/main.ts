import { mount } from 'svelte'
import App from './App.svelte'
import './look/fonts.css'
import './look/tokens.css'
import './look/base.css'
import './look/slots.css'
import './look/print.css'

const target = document.getElementById('workbench')
if (target) mount(App, { target })
